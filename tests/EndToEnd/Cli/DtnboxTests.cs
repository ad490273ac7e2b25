using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;

namespace DtnBox.EndToEnd.Cli;

/// <summary>The <c>dtnbox</c> command against a real control plane, as a script would use it.</summary>
public sealed class DtnboxTests
{
    private const int Ok = 0;
    private const int TransferFailed = 1;
    private const int NotFound = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TransferStart_Watched_EndsWithTheProof()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 40, seed: 7);
        (int exitCode, string output) = await Dtnbox.RunAsync(
            dtnbox, "transfer", "start", $"site-a:{dtnbox.A.Bucket}", $"site-b:{dtnbox.B.Bucket}/copy/", "--watch");
        Assert.True(exitCode == Ok, output);
        Assert.Contains("Succeeded: 40 objects", output, StringComparison.Ordinal);
        Assert.Equal(40, (await Dataset.HashAsync(dtnbox, dtnbox.B, "copy/")).Count);

        (exitCode, output) = await Dtnbox.RunAsync(dtnbox, "transfer", "list", "--json");
        Assert.True(exitCode == Ok, output);
        Assert.Contains("\"state\":\"Succeeded\"", output.Replace(": ", ":"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TransferStart_ThatFails_TellsCauseAndNextStepAndExitsAccordingly()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        (int exitCode, string output) = await Dtnbox.RunAsync(
            dtnbox, "transfer", "start", "site-a:no-such-bucket", $"site-b:{dtnbox.B.Bucket}", "--watch");
        Assert.True(exitCode == TransferFailed, output);
        Assert.Contains("Cause", output, StringComparison.Ordinal);
        Assert.Contains("no-such-bucket", output, StringComparison.Ordinal);
        Assert.Contains("Next", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TransferShow_Unknown_SaysSo()
    {
        await using Installation dtnbox = await Installation.StartAsync(sites: false);
        (int exitCode, string output) = await Dtnbox.RunAsync(dtnbox, "transfer", "show", "0123456789abcdef");
        Assert.True(exitCode == NotFound, output);
        Assert.Contains("0123456789abcdef", output, StringComparison.Ordinal);
    }
}
