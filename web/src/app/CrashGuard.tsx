import { Component, type ReactNode } from "react";
import { ProblemNotice } from "../components/Notice";
import { texts } from "../texts";

interface CrashGuardProps {
  location: string;
  children: ReactNode;
}

/** Shows what broke instead of an empty page; the navigation above it leads out of it. */
export class CrashGuard extends Component<CrashGuardProps, { error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate({ location }: CrashGuardProps) {
    if (location !== this.props.location && this.state.error !== null) this.setState({ error: null });
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
