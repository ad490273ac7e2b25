using System.Collections.Concurrent;
using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Receipts;
using DtnBox.Transfer.Stores;

namespace DtnBox.Cli.Receipts;

/// <summary><c>dtnbox receipt verify</c></summary>
internal static class ReceiptVerify
{
    public static Command Create(Shell shell)
    {
        var file = new Argument<FileInfo>("file") { Description = "The receipt." };
        var keys = new Option<string[]>("--key")
        {
            Description = "Only a signature by this key counts; give one for each key you trust.", HelpName = "thumbprint",
        };
        var copyOptions = new CopyOptions();
        var verb = new Verb(
            "verify",
            "Checks a receipt without asking anybody, and a copy against it; names the line, or the object and part, that was altered.",
            "dtnbox receipt verify run-7.receipt.jsonl",
            "dtnbox receipt verify run-7.receipt.jsonl --key hT9f... --key 0aCk...",
            "AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... dtnbox receipt verify run-7.receipt.jsonl --store https://s3.site-b.example",
            "dtnbox receipt verify run-7.receipt.jsonl --directory /data/run-7")
        {
            file, keys,
        };
        copyOptions.AddTo(verb);
        shell.OnRun(verb, (parsed, terminal) => new OfflineRun(parsed, shell.Options, terminal), async (run, cancellationToken) =>
        {
            ReceiptReport report = await CheckAsync(run, run.Get(file), run.Get(keys) ?? [], copyOptions, cancellationToken);
            await run.ShowAsync(report, words => ReceiptReport.Words(words, run.Get(keys) is { Length: > 0 }));
            return report.IsRight ? ExitCodes.Ok : ExitCodes.Failed;
        });
        return verb;
    }

    private static async Task<ReceiptReport> CheckAsync(
        OfflineRun run, FileInfo file, string[] keys, CopyOptions copyOptions, CancellationToken cancellationToken)
    {
        ReceiptVerdict verdict;
        await using (FileStream input = Open(file))
        {
            verdict = await ReceiptVerification.VerifyAsync(input, keys, cancellationToken);
        }

        var report = new ReceiptReport(
            verdict.Header?.Transfer, verdict.End, verdict.Signatures, verdict.Faults, Differences: null);

        // What was altered says nothing about a copy.
        if (verdict.End is null || copyOptions.Open(run, verdict.Header!.Destination) is not { } copy)
        {
            return report;
        }

        using var held = copy as IDisposable;
        await using FileStream again = Open(file);
        ConcurrentQueue<string> differences = [];
        try
        {
            await CopyCheck.RunAsync(again, copy, differences.Enqueue, cancellationToken);
        }
        catch (StoreException fault)
        {
            throw new UsageException($"{fault.Fault.Message}\n  Next: {fault.Fault.NextStep}", ExitCodes.Unreachable);
        }

        return report with { Differences = [.. differences.Order(StringComparer.Ordinal)] };
    }

    private static FileStream Open(FileInfo file)
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The receipt cannot be read: {Printable.From(fault.Message)}");
        }
    }
}
