using System.CommandLine;

namespace DtnBox.Cli.Nodes;

/// <summary>A file with the certificate of a store's CA.</summary>
internal static class CaFile
{
    public static Option<FileInfo?> Option() => new("--ca-file")
    {
        Description = "PEM of the CA that signed the store's certificate, when that is the site's own.", HelpName = "file",
    };

    public static async Task<string?> ReadAsync(FileInfo? file, CancellationToken cancellationToken)
    {
        try
        {
            return file is null ? null : await File.ReadAllTextAsync(file.FullName, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The CA file cannot be read: {fault.Message}");
        }
    }
}
