using System.Text.Json;
using DtnBox.Cli.Tests.Hub;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Schedules;
using DtnBox.Contracts.Transfers;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.Schedules;

public sealed class ScheduleVerbTests : IAsyncLifetime
{
    private static readonly ScheduleView Nightly = new(
        "s1",
        "Nightly",
        "alice",
        new CreateTransfer(new Location("site-a", "results", "in/"), new Location("site-b", "mirror", ""), "Nightly"),
        null,
        new Recurrence("0 2 * * *", "Europe/Berlin"),
        true,
        Samples.At,
        Samples.At.AddHours(5),
        Samples.At.AddHours(-19),
        "t1",
        new Fault(FaultCodes.StillRunning, "Transfer t1 is still Copying.", "Nothing."));

    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Add_Recurring_SendsFieldsAndZoneUnderAKey()
    {
        _api.On("POST schedules", Nightly, status: 201);
        Outcome outcome = await RunAsync(
            "schedule", "add", "site-a:results/in/", "site-b:mirror", "--cron", "0 2 * * *", "--time-zone", "Europe/Berlin", "--label", "Nightly");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        SimulatedRequest sent = Assert.Single(_api.Requests);
        Assert.NotEmpty(sent.IdempotencyKey);
        Assert.Equal("""{"cron":"0 2 * * *","timeZone":"Europe/Berlin"}""", sent.Body!.Value.GetProperty("recurrence").GetRawText());
    }

    [Fact]
    public async Task Add_Once_SendsTheMoment()
    {
        _api.On("POST schedules", Nightly, status: 201);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("schedule", "add", "site-a:results/in/", "site-b:mirror", "--at", "2h")).ExitCode);
        Assert.Equal(
            Samples.At.AddHours(2), Assert.Single(_api.Requests).Body!.Value.GetProperty("startAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Show_ASchedule_TellsWhenAndWhatCameOfTheLastTime()
    {
        _api.On("GET schedules/s1", Nightly);
        Assert.Equal(
            """
            s1  Nightly
              When      0 2 * * * (Europe/Berlin)
              From      site-a:results/in/
              To        site-b:mirror/
              Owner     alice
              Next      2026-11-23 06:02:03 UTC
              Last      2026-11-22 06:02:03 UTC
              Transfer  t1
              Cause     Transfer t1 is still Copying.
              Advice    Nothing.
            """,
            (await RunAsync("schedule", "show", "s1")).Out);
    }

    [Fact]
    public async Task List_Schedules_GivesATable()
    {
        _api.On("GET schedules", new Page<ScheduleView>([Nightly]));
        Assert.Contains("nothing started (still_running)", (await RunAsync("schedule", "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disable_ASchedule_ChangesNothingElse()
    {
        _api.On("GET schedules/s1", Nightly);
        _api.On("PUT schedules/s1", Nightly with { Enabled = false });
        Outcome outcome = await RunAsync("schedule", "disable", "s1");
        Assert.Contains("(Europe/Berlin), disabled", outcome.Out, StringComparison.Ordinal);
        JsonElement sent = _api.Requests.Last().Body!.Value;
        Assert.False(sent.GetProperty("enabled").GetBoolean());
        Assert.Equal("in/", sent.GetProperty("transfer").GetProperty("source").GetProperty("prefix").GetString());
    }

    [Fact]
    public async Task Delete_ASchedule_SaysSo()
    {
        _api.On("DELETE schedules/s1", _ => Results.NoContent());
        Outcome outcome = await RunAsync("schedule", "delete", "s1");
        Assert.Equal((ExitCodes.Ok, "Deleted s1."), (outcome.ExitCode, outcome.Error));
    }

    private Task<Outcome> RunAsync(params string[] args)
        => new CommandLine(_api) { Time = new StoppedClock(Samples.At) }.RunAsync(args);
}
