import { type ComponentType, useLayoutEffect, useState } from "react";
import { Loading } from "../components/Notice";

/**
 * A page whose code is fetched when it is first opened. Not `lazy` in a `Suspense`: what comes after a fallback React
 * holds back for 300 ms, however soon it is there.
 */
export function lazyPage<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function LazyPage(props: P) {
    const [Page, show] = useState(() => loaded);
    const [failure, fail] = useState<{ cause: unknown } | null>(null);
    // Before the frame with the shell is drawn, not after: an effect would wait for it.
    useLayoutEffect(() => {
      if (Page) return;
      load()
        .then((module) => {
          loaded = module.default;
          show(() => module.default);
        })
        .catch((cause: unknown) => fail({ cause }));
    }, [Page]);
    if (failure) throw failure.cause;
    return Page ? <Page {...props} /> : <Loading />;
  };
}
