import { useEffect, useState } from "react";

/** Whether the page's scripts have taken it over: false in what the server draws, and for as long as a page without scripts stands. */
export function useScripted(): boolean {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return scripted;
}
