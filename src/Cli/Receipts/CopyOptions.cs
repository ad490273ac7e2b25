using System.CommandLine;
using DtnBox.Contracts.Stores;
using DtnBox.Receipts;

namespace DtnBox.Cli.Receipts;

/// <summary>The options that say where the copy is that a receipt is compared with.</summary>
internal sealed class CopyOptions
{
    private readonly Option<string?> _store = new("--store")
    {
        Description = "Read every object in this store and compare. Keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        HelpName = "endpoint",
    };

    private readonly Option<string> _region = new("--region")
    {
        Description = "With --store: the signing region. Default: us-east-1.", DefaultValueFactory = _ => "us-east-1",
    };

    private readonly Option<string?> _bucket = new("--bucket") { Description = "With --store: the bucket, if not that of the receipt." };

    private readonly Option<string?> _prefix = new("--prefix") { Description = "With --store: what keys begin with, if not as in the receipt." };

    private readonly Option<AddressingStyle?> _addressing = Choice.Of<AddressingStyle>(
        "--addressing", "With --store: how buckets are addressed. Default: Path.");

    private readonly Option<DirectoryInfo?> _directory = new("--directory")
    {
        Description = "Read every object as a file below this directory and compare.", HelpName = "path",
    };

    public void AddTo(Command verb)
    {
        foreach (Option option in (Option[])[_store, _region, _bucket, _prefix, _addressing, _directory])
        {
            verb.Add(option);
        }
    }

    /// <summary>The copy; null when none was named.</summary>
    public ICopyReader? Open(Invocation run, ReceiptPlace destination)
    {
        if (run.Get(_directory) is { } directory)
        {
            return run.Get(_store) is null
                ? new DirectoryCopy(directory)
                : throw new UsageException("Give --store or --directory, not both.");
        }

        if (run.Get(_store) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"'{text}' is not the address of a store. Write one like https://s3.site-b.example");
        }

        var connection = new StoreConnection(
            endpoint,
            run.Get(_region)!,
            run.Get(_addressing) ?? AddressingStyle.Path,
            Variable(run, "AWS_ACCESS_KEY_ID"),
            Variable(run, "AWS_SECRET_ACCESS_KEY"));
        return new StoreCopy(
            connection, run.Get(_bucket) ?? destination.Bucket, run.Get(_prefix) ?? destination.Prefix, run.Terminal.Time);
    }

    private static string Variable(Invocation run, string name)
        => run.Terminal.Environment(name) is { Length: > 0 } value
            ? value
            : throw new UsageException($"{name} is not set: --store needs the keys of the store.", ExitCodes.Denied);
}
