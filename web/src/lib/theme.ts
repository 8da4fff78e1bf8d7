/** Light or dark: the system's choice until the person makes one. */
import { forget, recall, remember } from "./store";

export type Theme = "system" | "light" | "dark";

const KEY = "theme";

export function storedTheme(): Theme {
  const theme = recall<Theme>(KEY);
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** The tokens follow `color-scheme`, which the stylesheet sets from this attribute. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") {
    forget(KEY);
    document.documentElement.removeAttribute("data-theme");
  } else {
    remember(KEY, theme);
    document.documentElement.setAttribute("data-theme", theme);
  }
}

export function nextTheme(theme: Theme): Theme {
  return theme === "system" ? "light" : theme === "light" ? "dark" : "system";
}
