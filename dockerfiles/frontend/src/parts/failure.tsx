import { ApiError } from "../api/request";
import { Heading, useAwaitArrival } from "../arrival";

interface FailureProps {
  /** What was wanted, as in "the posts". */
  readonly what: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A page whose content could not be loaded, and the way to try again. */
export function Failure({ what, error, onRetry }: FailureProps) {
  const awaitArrival = useAwaitArrival();
  const retry = () => {
    // The button goes away with this page: hand its focus to the heading that follows.
    awaitArrival();
    onRetry();
  };
  return (
    <>
      <Heading>{`Could not load ${what}`}</Heading>
      <p>{error instanceof ApiError ? error.message : "Something in this page went wrong."}</p>
      <p>
        <button type="button" onClick={retry}>
          Try again
        </button>
      </p>
    </>
  );
}
