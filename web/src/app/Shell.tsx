import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { Icon, type IconName } from "../components/Icon";
import { applyTheme, nextTheme, storedTheme, type Theme } from "../lib/theme";
import { texts } from "../texts";
import { ForgetKeyButton } from "./ForgetKeyButton";
import { KeyDialog } from "./KeyDialog";
import { LanguageSwitch } from "./LanguageSwitch";
import { OfflineBanner } from "./OfflineBanner";

/** Every page's path begins with its place's; the inbox is also where an invoice belongs. */
const PLACES = [
  ["/", texts.inbox.title],
  ["/inventory", texts.inventory.title],
  ["/mappings", texts.mappings.title],
  ["/history", texts.history.title],
  ["/vendors", texts.vendors.title],
  ["/help", texts.app.help],
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
        <div className="switches">
          <LanguageSwitch />
          <ThemeButton />
          <ForgetKeyButton />
        </div>
      </header>
      <OfflineBanner />
      <KeyDialog />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Navigation() {
  const [location] = useLocation();
  const elsewhere = PLACES.find(([href]) => href !== "/" && location.startsWith(href))?.[0];
  const here = elsewhere ?? (location === "/" || location.startsWith("/invoices/") ? "/" : undefined);
  const bar = useRef<HTMLElement>(null);
  // On a phone the places are wider than the window: the one that is open stands in the middle of what is seen.
  useEffect(() => {
    const link = here && bar.current?.querySelector<HTMLElement>("[aria-current]");
    if (bar.current && link)
      bar.current.scrollLeft = link.offsetLeft - (bar.current.clientWidth - link.offsetWidth) / 2;
  }, [here]);
  return (
    <nav ref={bar} aria-label={texts.app.nav}>
      {PLACES.map(([href, name]) => (
        <Link key={href} href={href} aria-current={href === here ? "page" : undefined}>
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
