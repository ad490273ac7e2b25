using System.Text.Json;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Telemetry;

/// <summary>The log of each program when JSON is asked for.</summary>
public sealed class LogTests
{
    private const int CommandStarted = 3040;
    private const int TransferEnded = 2200;
    private const int WorkerReady = 1140;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_AsJson_IsJsonLineByLineAndTellsWhatBelongsTogether()
    {
        await using Installation dtnbox = await Installation.StartAsync(
            settings: new Dictionary<string, string>(StringComparer.Ordinal) { ["Logging__Console__FormatterName"] = "json" });
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 2, seed: 3);
        TransferView transfer = await dtnbox.TransferAsync();
        await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(2));
        await dtnbox.Host.WaitForLineAsync($"\"EventId\":{TransferEnded}", TimeSpan.FromMinutes(1), Cancel);

        // The host's own events and those of the app, whose lines it passes on, are one stream.
        JsonElement[] host = Events(dtnbox.Host);
        Assert.Contains(host, line => Id(line) == WorkerReady);
        JsonElement ended = Assert.Single(host, line => Id(line) == TransferEnded);
        Assert.Equal(transfer.Id, ended.GetProperty("State").GetProperty("TransferId").GetString());
        Assert.Equal($"{transfer.Id}.1", Scope(ended, "InstanceId"));

        JsonElement started = Events(dtnbox.A.Agent!).First(line => Id(line) == CommandStarted);
        Assert.Equal(started.GetProperty("State").GetProperty("CommandId").GetString(), Scope(started, "CommandId"));
        Assert.Equal(Scope(ended, "TraceId"), Scope(started, "TraceId"));
    }

    private static JsonElement[] Events(ChildProcess program) =>
    [
        .. program.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JsonElement (line) => JsonElement.Parse(line)),
    ];

    private static int Id(JsonElement line) => line.GetProperty("EventId").GetInt32();

    private static string? Scope(JsonElement line, string name) => line.GetProperty("Scopes").EnumerateArray()
        .Where(scope => scope.ValueKind == JsonValueKind.Object)
        .Select(scope => scope.TryGetProperty(name, out JsonElement value) ? value.GetString() : null)
        .LastOrDefault(value => value is not null);
}
