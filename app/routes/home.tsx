import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Start – Panelroom" }];

export const loader = ({ context: { ask } }: LoaderFunctionArgs) => json({ name: ask.who.name });

export default function Home() {
  const { name } = useLoaderData<typeof loader>();
  return <PageTop title={`Hello, ${name}`} />;
}
