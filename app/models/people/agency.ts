/** What an agency is (practice.md §3.17): shown in lists, never used to decide access. */
export const agencyKinds = [
  "police", "children's social care", "health", "education", "youth justice", "probation", "housing", "licensing",
  "community safety", "charity", "adult social care", "fire and rescue", "administration", "other",
] as const;
