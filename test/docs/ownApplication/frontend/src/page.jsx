import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

function Links() {
  const [links, setLinks] = useState([]);
  const load = () =>
    fetch("/api/links")
      .then((response) => response.json())
      .then(setLinks);
  useEffect(() => void load(), []);

  async function add(event) {
    event.preventDefault();
    const link = Object.fromEntries(new FormData(event.target));
    const headers = { "content-type": "application/json" };
    await fetch("/api/links", { method: "POST", headers, body: JSON.stringify(link) });
    await load();
  }

  return (
    <>
      <h1>Links</h1>
      <form onSubmit={add}>
        <label>
          Address <input name="url" type="url" required />
        </label>
        <label>
          Title <input name="title" required />
        </label>
        <button>Add</button>
      </form>
      <ul>
        {links.map(({ id, url, title }) => (
          <li key={id}>
            <a href={url}>{title}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

createRoot(document.getElementById("links")).render(<Links />);
