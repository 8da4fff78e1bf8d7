import type { ComponentType } from "react";
import { Loading } from "../components/Notice";
import { PartMissing } from "./PartMissing";
import { usePart } from "./usePart";

/**
 * A page whose code is fetched when it is first opened. Not `lazy` in a `Suspense`: what comes after a fallback React
 * holds back for 300 ms, however soon it is there, and what failed once it never asks for again.
 */
export function lazyPage<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  const remembered = async () => {
    loaded = (await load()).default;
    return loaded;
  };
  return function LazyPage(props: P) {
    const { part: Page, missed, askAgain } = usePart(remembered, loaded);
    if (Page) return <Page {...props} />;
    if (missed === 0) return <Loading />;
    return (
      <div className="page">
        <PartMissing times={missed} onRetry={askAgain} />
      </div>
    );
  };
}
