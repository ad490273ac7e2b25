using System.Text.Json;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;

namespace DtnBox.EndToEnd.Cli;

/// <summary><c>dtnbox hub</c> against the real Functions host and the orchestrations of real transfers.</summary>
public sealed class HubTests
{
    private const int NotFound = 4;
    private const int Conflict = 5;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Hub_OrchestrationsOfTransfers_AreSeenAndSteered()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 5, seed: 7);

        TransferView done = await dtnbox.TransferAsync(to: "copy/");
        await dtnbox.Api.WaitForEndAsync(done.Id, Deadline);
        string doneInstance = await FindAsync(dtnbox, "--status", "Completed");
        string history = await OkAsync(dtnbox, "hub", "history", doneInstance, "--outputs");
        Assert.Contains($"TransferOrchestrator {doneInstance}: Completed, started ", history, StringComparison.Ordinal);
        Assert.Contains("├─ activity BeginRun", history, StringComparison.Ordinal);
        Assert.Contains("├─ event ", history, StringComparison.Ordinal);
        Assert.Contains("└─ completed", history, StringComparison.Ordinal);

        // A stopped transfer's orchestration waits for its restart, and nobody else touches it.
        dtnbox.A.Agent!.Kill9();
        TransferView parked = await dtnbox.TransferAsync(to: "again/");
        await dtnbox.Api.PostAsync<TransferView>($"transfers/{parked.Id}/stop");
        await dtnbox.Api.WaitAsync(parked.Id, view => view.State == TransferState.Stopped, Deadline);
        string id = await FindAsync(dtnbox, "--status", "Running");

        Assert.Contains("is Suspended.", await OkAsync(dtnbox, "hub", "suspend", id, "--reason", "for a look", "--wait"), StringComparison.Ordinal);
        Assert.Contains("for a look", await OkAsync(dtnbox, "hub", "show", id), StringComparison.Ordinal);
        Assert.Contains("is Running.", await OkAsync(dtnbox, "hub", "resume", id, "--wait"), StringComparison.Ordinal);
        Assert.Contains("Raised Note", await OkAsync(dtnbox, "hub", "raise", id, "Note", """{"by":"ada"}"""), StringComparison.Ordinal);
        Assert.Equal(Conflict, (await Dtnbox.RunAsync(dtnbox, "hub", "purge", id)).ExitCode);
        Assert.Contains("is Terminated.", await OkAsync(dtnbox, "hub", "terminate", id, "--reason", "enough", "--wait"), StringComparison.Ordinal);

        history = await OkAsync(dtnbox, "hub", "history", id);
        Assert.Contains("├─ suspended", history, StringComparison.Ordinal);
        Assert.Contains("├─ event Note, 12 B", history, StringComparison.Ordinal);
        Assert.Contains("└─ terminated", history, StringComparison.Ordinal);

        Assert.Contains("Deleted 1 instance.", await OkAsync(dtnbox, "hub", "purge", id), StringComparison.Ordinal);
        Assert.Equal(NotFound, (await Dtnbox.RunAsync(dtnbox, "hub", "show", id)).ExitCode);
        Assert.Contains("Deleted 1 instance.", await OkAsync(dtnbox, "hub", "purge", "--created-before", "0s", "--yes"), StringComparison.Ordinal);
    }

    /// <summary>Gives the id of the one transfer orchestration that a listing holds.</summary>
    private static async Task<string> FindAsync(Installation dtnbox, params string[] filter)
    {
        JsonElement listed = JsonElement.Parse(await OkAsync(dtnbox, ["hub", "list", .. filter, "--json"]));
        return Assert.Single(listed.EnumerateArray(), item => item.GetProperty("name").GetString() == "TransferOrchestrator")
            .GetProperty("instanceId").GetString()!;
    }

    private static async Task<string> OkAsync(Installation dtnbox, params string[] arguments)
    {
        (int exitCode, string output) = await Dtnbox.RunAsync(dtnbox, arguments);
        Assert.True(exitCode == 0, $"dtnbox {string.Join(' ', arguments)} gave {exitCode}: {output}");
        return output;
    }
}
