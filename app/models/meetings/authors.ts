/** Who wrote some of the minutes. */
export interface Author {
  personId: string;
  name: string;
  agency: string;
}

export const colours = 8;

/** The person's number in the page's palette: the same on every screen. */
export const colourOf = (personId: string): number => [...personId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % colours;

/** "RO" for Ruth Okafor: told apart without colours. */
export const initialsOf = (name: string): string => {
  const words = name.split(/[\s-]+/).filter(Boolean);
  return words.length < 2 ? name.slice(0, 2).toUpperCase() : (words[0]!.charAt(0) + words.at(-1)!.charAt(0)).toUpperCase();
};
