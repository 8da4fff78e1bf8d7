import { chooseLanguage, LANGUAGES, type Language, language } from "../lib/language";
import { texts } from "../texts";

/** Each language in its own words, for whoever does not read the one that is shown. */
const NAMES: Record<Language, string> = { en: "English", de: "Deutsch" };

/** Which language the page speaks; another one loads the page anew. */
export function LanguageSwitch() {
  const now = language();
  return (
    <fieldset className="languages" aria-label={texts.app.language}>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === now}
          title={NAMES[each]}
          onClick={() => each !== now && chooseLanguage(each)}
        >
          {each.toUpperCase()}
          <span className="hidden-visually"> {NAMES[each]}</span>
        </button>
      ))}
    </fieldset>
  );
}
