using System.CommandLine;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node bundle</c></summary>
internal static class NodeBundle
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var output = new Option<FileInfo>("--output", "-o")
        {
            Description = "The file to write. It holds a one-time code, and is made for you alone to read.",
            HelpName = "file",
            Required = true,
        };
        var verb = new Verb(
            "bundle",
            "Writes a zip with which a site joins: compose file, settings with a one-time code, README.",
            "dtnbox node bundle site-a --output site-a.zip")
        {
            id, output,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            FileInfo file = session.Get(output)!;
            await using FileStream target = Create(file);
            try
            {
                await session.Api.DownloadAsync(
                    $"{NodePaths.Node(session.Get(id))}/bundle", content => content.CopyToAsync(target, cancellationToken), cancellationToken);
            }
            catch
            {
                // Half a bundle is of no use, and would be in the way of the next try.
                file.Delete();
                throw;
            }

            await session.ShowAsync(
                new WrittenBundle(file.FullName),
                written => $"Wrote {written.File}. Unpack it at the site and follow its README.md; the code in it is good for 24 hours.");
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static FileStream Create(FileInfo file)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new FileStream(file.FullName, options);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--output: {fault.Message}");
        }
    }

    private sealed record WrittenBundle(string File);
}
