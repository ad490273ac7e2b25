using System.CommandLine;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>--keys-from</c> and <c>--keys-from0</c>: copy the keys that a file names, and no others.</summary>
internal sealed class KeyListOptions
{
    private const string StandardInput = "-";

    private readonly Option<string?> _lines = new("--keys-from")
    {
        Description = "Copy only the keys in this file: one a line, without the source's prefix, in UTF-8. '-' is the standard input.",
        HelpName = "file",
    };

    private readonly Option<string?> _nulEnded = new("--keys-from0")
    {
        Description = "The same with a NUL character after each key, for keys with line breaks.", HelpName = "file",
    };

    public void AddTo(Command verb)
    {
        verb.Add(_lines);
        verb.Add(_nulEnded);
    }

    /// <summary>Stores the list and gives its id; null when none was given.</summary>
    public async Task<string?> StoreAsync(Session session, CancellationToken cancellationToken)
    {
        string? lines = session.Get(_lines);
        string? nulEnded = session.Get(_nulEnded);
        if (lines is not null && nulEnded is not null)
        {
            throw new UsageException("--keys-from and --keys-from0 read the same list in two ways: give one of them.");
        }

        if ((lines ?? nulEnded) is not { } file)
        {
            return null;
        }

        await using Stream bytes = Open(file, session.Terminal);
        var keys = new KeyFile(bytes, file == StandardInput ? "the standard input" : file, nulEnded is not null ? '\0' : '\n');
        using var content = new KeyListContent(keys);
        return (await session.Api.UploadAsync<KeyListView>("key-lists", content, cancellationToken)).Id;
    }

    private static Stream Open(string file, Terminal terminal)
    {
        if (file == StandardInput)
        {
            return terminal.OpenInput();
        }

        try
        {
            return File.OpenRead(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {fault.Message}");
        }
    }
}
