import { Link } from "react-router";
import { Heading } from "../arrival";

export function NotFound() {
  return (
    <>
      <meta name="robots" content="noindex" />
      <Heading>Page not found</Heading>
      <p>There is nothing at this address.</p>
      <p>
        <Link to="/">See the latest posts</Link>
      </p>
    </>
  );
}
