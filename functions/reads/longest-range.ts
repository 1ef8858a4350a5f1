/** Days the console answers at once: a query's cost grows with them, and a browser can ask for any. */
export const longestRange = 3660;
