/** What an agency is (practice.md §3.17): what is kept for the police, or for health, is read by agencies of that kind (core/handling.ts). */
export const agencyKinds = [
  "police", "children's social care", "health", "education", "youth justice", "probation", "housing", "licensing",
  "community safety", "charity", "adult social care", "fire and rescue", "administration", "other",
] as const;
