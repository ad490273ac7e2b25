namespace DtnBox.Judge;

/// <summary>Puts the files of a folder into a store.</summary>
internal static class Loading
{
    private const int AtOnce = 8;

    public static async Task<string> RunAsync(FolderCopy folder, StoreCopy store, CancellationToken cancellationToken)
    {
        long files = 0;
        long bytes = 0;
        await Parallel.ForEachAsync(
            folder.ListAsync(cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (file, cancel) =>
            {
                await using FileStream content = folder.Open(file.Key);
                await store.WriteAsync(file.Key, content, cancel);
                Interlocked.Increment(ref files);
                Interlocked.Add(ref bytes, file.Size);
            });
        return $"Loaded {files:N0} files, {bytes:N0} bytes.";
    }
}
