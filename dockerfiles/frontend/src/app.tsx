import { Route, Routes } from "react-router";
import { Layout } from "./layout";
import { Home } from "./pages/home";
import { NotFound } from "./pages/notFound";
import { PostPage } from "./pages/post";
import { Write } from "./pages/write";

/**
 * All pages in one bundle: during a rolling update a chunk that is loaded later could be
 * asked of an instance that does not have it any more, or not yet.
 */
export function App() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<Home />} />
        <Route path="posts/:id" element={<PostPage />} />
        <Route path="write" element={<Write />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
