import { type ReactNode, useState } from "react";
import { Link, useLocation } from "wouter";
import { Icon, type IconName } from "../components/Icon";
import { applyTheme, nextTheme, storedTheme, type Theme } from "../lib/theme";
import { texts } from "../texts";

const PLACES = [
  ["/", texts.app.inbox],
  ["/inventory", texts.app.inventory],
] as const;
const THEME_ICONS: Record<Theme, IconName> = { system: "system", light: "sun", dark: "moon" };

/** The bar at the top and the room below it. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#content">
        {texts.app.skip}
      </a>
      <header className="top">
        <Link className="brand" href="/" aria-label={texts.app.name}>
          <Mark />
          <span>{texts.app.name}</span>
        </Link>
        <Navigation />
        <ThemeButton />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Navigation() {
  const [location] = useLocation();
  const isHere = (href: string) => (href === "/" ? !location.startsWith("/inventory") : location.startsWith(href));
  return (
    <nav aria-label={texts.app.nav}>
      {PLACES.map(([href, name]) => (
        <Link key={href} href={href} aria-current={isHere(href) ? "page" : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

function ThemeButton() {
  const [theme, setTheme] = useState(storedTheme);
  const turn = () => {
    const next = nextTheme(theme);
    applyTheme(next);
    setTheme(next);
  };
  const name = texts.app.theme[theme];
  return (
    <button type="button" className="button quiet theme" aria-label={name} title={name} onClick={turn}>
      <Icon name={THEME_ICONS[theme]} />
    </button>
  );
}

/** A receipt with one line marked: what this page is about. */
function Mark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M5 2h14v20l-3.5-2.2L12 22l-3.5-2.2L5 22z" fill="var(--accent)" />
      <path d="M8.5 7h7M8.5 15h7" stroke="var(--on-accent)" strokeWidth="1.7" strokeLinecap="round" />
      <rect x="7.5" y="9.5" width="9" height="3" rx="0.8" fill="var(--mark)" />
    </svg>
  );
}
