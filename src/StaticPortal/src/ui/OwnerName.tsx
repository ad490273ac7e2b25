import { useMe } from "@/app/me";

interface Props {
  readonly of: { readonly owner: string; readonly ownerName?: string | null };
}

/** Whose something is. Names of others are told to administrators only; the id is in reach of all. */
export function OwnerName({ of: { owner, ownerName } }: Props) {
  const { user } = useMe();
  return <span title={owner}>{owner === user.id ? "You" : ownerName ?? owner}</span>;
}
