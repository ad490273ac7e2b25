namespace DtnBox.Judge;

/// <summary>The files below a folder; links are left out.</summary>
/// <remarks>Unlike a store's, its list is held in memory: file systems do not list in the order of keys.</remarks>
public sealed class FolderCopy(string folder) : ICopy
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    public string Name => folder;

    public IAsyncEnumerable<ListedObject> ListAsync(CancellationToken cancellationToken)
        => new DirectoryInfo(folder).EnumerateFiles("*", Everything)
            .Select(file => new ListedObject(
                Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.Length))
            .OrderBy(file => file.Key, KeyOrder.Instance)
            .ToAsyncEnumerable();

    public async Task<ReadObject> ReadAsync(string key, CancellationToken cancellationToken)
    {
        using var content = new HashingStream();
        await using FileStream file = Open(key);
        await file.CopyToAsync(content, cancellationToken);
        return content.Read();
    }

    public FileStream Open(string key) => new(
        Path.Combine(folder, key), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 * 1024, FileOptions.SequentialScan);
}
