import "./help.css";
import { useEffect, useRef, useState } from "react";
import { useLocationProperty } from "wouter/use-browser-location";
import { Page } from "../../components/Page";
import { useDebounced } from "../../lib/debounce";
import { isMac } from "../../lib/mac";
import { useSearchKey } from "../../lib/searchKey";
import { SHORTCUTS, type ShortcutGroup } from "../../lib/shortcuts";
import { texts } from "../../texts";
import { guide } from "../../texts/guide";
import { EntryGroup } from "./EntryGroup";
import { codeGroups, findingGroups, found, type Group, mentions, wordsOf } from "./entries";
import { KeyTable } from "./KeyTable";
import { SingleKeys } from "./SingleKeys";

const { help } = guide(); // see App.tsx, which fetches it first

/** Keys, codes and findings; a link to a code leads to its entry and puts the focus there. */
export default function HelpPage() {
  const [typed, setTyped] = useState("");
  const text = useDebounced(typed.trim(), 120);
  const anchor = useAnchor(() => setTyped(""));
  const shown = {
    keys: foundKeys(text),
    codes: found(codeGroups(), text),
    findings: found(findingGroups(), text),
  };
  const count = [...shown.codes, ...shown.findings].reduce((sum, { entries }) => sum + entries.length, 0);
  const keys = shown.keys.reduce((sum, { shortcuts }) => sum + shortcuts.length, 0);
  return (
    <Page title={texts.app.help} lead={help.lead}>
      <Find typed={typed} onType={setTyped} said={text && said(count + keys, text)} />
      <div className="help">
        <Contents groups={[...shown.codes, ...shown.findings]} keys={keys > 0} />
        <div className="stack help-body">
          {keys > 0 && <Keys groups={shown.keys} all={text === ""} />}
          <Part id="codes" title={help.codes} lead={help.codesLead} groups={shown.codes} anchor={anchor} />
          <Part id="findings" title={help.findings} lead={help.findingsLead} groups={shown.findings} anchor={anchor} />
        </div>
      </div>
    </Page>
  );
}

function Find({ typed, onType, said }: { typed: string; onType: (typed: string) => void; said: string }) {
  const field = useRef<HTMLInputElement>(null);
  useSearchKey(field);
  return (
    <search className="help-find">
      <input
        ref={field}
        className="input"
        type="search"
        aria-label={help.find}
        placeholder={help.find}
        value={typed}
        onChange={({ target }) => onType(target.value)}
      />
      <p className="soft small" role="status">
        {said}
      </p>
    </search>
  );
}

function Contents({ groups, keys }: { groups: readonly Group[]; keys: boolean }) {
  return (
    <nav className="contents" aria-label={help.contents}>
      <ul>
        {keys && (
          <li>
            <a href="#keys">{help.keys}</a>
          </li>
        )}
        {groups.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Keys({ groups, all }: { groups: readonly ShortcutGroup[]; all: boolean }) {
  return (
    <section className="part" aria-labelledby="keys">
      <h2 id="keys" tabIndex={-1}>
        {help.keys}
      </h2>
      {all && <p className="soft">{isMac() ? help.keysLeadMac : help.keysLead}</p>}
      <KeyTable groups={groups} />
      {all && <SingleKeys />}
    </section>
  );
}

interface PartProps {
  id: string;
  title: string;
  lead: string;
  groups: readonly Group[];
  anchor: string;
}

function Part({ id, title, lead, groups, anchor }: PartProps) {
  if (groups.length === 0) return null;
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      <p className="soft">{lead}</p>
      {groups.map((group) => (
        <EntryGroup key={group.id} group={group} anchor={anchor} />
      ))}
    </section>
  );
}

/** What the address points at; it takes the focus, as soon as it is drawn. `reveal` shows what a search has hidden. */
function useAnchor(reveal: () => void): string {
  const anchor = decodeURIComponent(useLocationProperty(() => location.hash).slice(1));
  const latest = useRef(reveal);
  useEffect(() => {
    if (anchor === "") return;
    const target = document.getElementById(anchor);
    if (target === null) latest.current();
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  }, [anchor]);
  return anchor;
}

function foundKeys(text: string): ShortcutGroup[] {
  const words = wordsOf(text);
  return SHORTCUTS.map(({ where, shortcuts }) => ({
    where,
    shortcuts: shortcuts.filter(({ keys, does }) => mentions([help.does[does], ...keys.flat()], words)),
  })).filter(({ shortcuts }) => shortcuts.length > 0);
}

function said(count: number, text: string): string {
  return count === 0 ? help.noMatch(text) : help.found(count);
}
