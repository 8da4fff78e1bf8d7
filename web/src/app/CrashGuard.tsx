import { Component, type ReactNode } from "react";
import { ProblemNotice } from "../components/Notice";
import { texts } from "../lib/texts";

/** Shows what broke instead of an empty page; the navigation above it keeps working. */
export class CrashGuard extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="page">
        <ProblemNotice error={this.state.error} title={texts.app.crashed} onRetry={() => location.reload()} />
      </div>
    );
  }
}
