/** Plain text: blank lines separate paragraphs, single line breaks are kept (by the style sheet). */
export function PostBody({ text }: { text: string }) {
  const paragraphs = text
    .replaceAll("\r\n", "\n")
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
  return (
    <div className="body">
      {paragraphs.map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  );
}
