import { useMutation } from "@tanstack/react-query";
import { useApiAccess } from "@/api/context";
import { download } from "@/api/download";
import { saveFile } from "@/ui/saveFile";
import { toastProblem } from "@/ui/toasts";

interface Wanted {
  /** Below the transfer: "receipt". */
  readonly part: string;
  /** What the file is called. */
  readonly name: string;
}

export function useDownload(transferId: string) {
  const access = useApiAccess();
  return useMutation({
    mutationFn: ({ part }: Wanted) => download(access, `/api/v1/transfers/${encodeURIComponent(transferId)}/${part}`),
    onSuccess: (file, { name }) => saveFile(file, name),
    onError: toastProblem,
  });
}
