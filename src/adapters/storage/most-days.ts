/** Days that one listing gives: two months, the longest that anything looks back. */
export const MOST_DAYS = 62;
