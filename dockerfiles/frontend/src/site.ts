/** What this blog is called; shown in the header and at the end of every document title. */
export const siteName = "Open Notebook";
export const siteTagline = "Essays and working notes.";
