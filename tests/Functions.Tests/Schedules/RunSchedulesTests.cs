using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Schedules;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Schedules;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Schedules;

/// <summary>Schedules under a clock that the test moves. It begins on 2026-03-04 at 05:06:07 UTC.</summary>
public sealed class RunSchedulesTests : IAsyncLifetime
{
    private static readonly CreateTransfer Nightly = new(new Location("site-a", "data", "in/"), new Location("site-b", "data", "out/"), "nightly");

    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ScheduleStore Store => _plane.Get<ScheduleStore>();

    public async ValueTask InitializeAsync()
    {
        await _plane.InitializeAsync();
        await _plane.AddNodeAsync("site-a");
        await _plane.AddNodeAsync("site-b");
        await _plane.Get<StorageAccount>().Agents.AddEntityAsync(
            new AgentRow { PartitionKey = "site-a", RowKey = AgentRow.Prefix + "a" }, Cancel);
        Tokens.Add(new ApiToken { Name = "ada" });
    }

    private IList<ApiToken> Tokens => _plane.Get<IOptionsMonitor<ApiTokenOptions>>().CurrentValue.ApiTokens;

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task Run_OneOff_StartsOnceAtItsTimeAndIsOver()
    {
        ScheduleRow row = await AddAsync(new CreateSchedule(Nightly, StartAt: _plane.Time.GetUtcNow().AddHours(1)));
        await RunAsync();
        Assert.Empty(await TransfersAsync());
        await AdvanceAsync(TimeSpan.FromHours(1));
        await AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("nightly", Assert.Single(await TransfersAsync()).Label);
        row = await FindAsync(row);
        Assert.Equal((null, false), (row.NextRun, row.Enabled));
        Assert.NotNull(row.LastTransferId);
    }

    [Fact]
    public async Task Run_Recurring_StartsEachTimeItIsDue()
    {
        ScheduleRow row = await AddAsync(Every("0 * * * *"));
        for (int hour = 0; hour < 3; hour++)
        {
            await AdvanceAsync(TimeSpan.FromHours(1));
            await EndAsync((await FindAsync(row)).LastTransferId!);
        }

        Assert.Equal(3, (await TransfersAsync()).Count);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero), (await FindAsync(row)).NextRun);
    }

    [Fact]
    public async Task Run_TheLastTransferIsStillRunning_SkipsTheOccurrenceAndSaysSo()
    {
        ScheduleRow row = await AddAsync(Every("0 * * * *"));
        await AdvanceAsync(TimeSpan.FromHours(1));
        await AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Single(await TransfersAsync());
        row = await FindAsync(row);
        Assert.Equal(FaultCodes.StillRunning, row.View().LastFault?.Code);

        await EndAsync(row.LastTransferId!);
        await AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, (await TransfersAsync()).Count);
        Assert.Null((await FindAsync(row)).View().LastFault);
    }

    [Fact]
    public async Task Run_AfterADowntime_MakesUpForOneOccurrence()
    {
        ScheduleRow row = await AddAsync(Every("0 * * * *"));
        await AdvanceAsync(TimeSpan.FromHours(10));
        await EndAsync((await FindAsync(row)).LastTransferId!);
        await RunAsync();
        Assert.Single(await TransfersAsync());
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 16, 0, 0, TimeSpan.Zero), (await FindAsync(row)).NextRun);
    }

    [Fact]
    public async Task Run_TheProcessDiesBetweenTransferAndSchedule_StartsNoSecondTransfer()
    {
        ScheduleRow row = await AddAsync(Every("0 * * * *"));
        _plane.Time.Advance(TimeSpan.FromHours(1));
        DateTimeOffset due = row.NextRun!.Value;
        await RunAsync();
        await Store.ChangeAsync(
            row.GetId(),
            died =>
            {
                (died.NextRun, died.LastTransferId) = (due, null);
                return true;
            },
            Cancel);
        await RunAsync();
        Assert.Equal(Assert.Single(await TransfersAsync()).GetId(), (await FindAsync(row)).LastTransferId);
    }

    [Fact]
    public async Task Run_TheOwnerMayNotUseTheNodeAnyMore_StartsNothingAndSaysWhy()
    {
        ScheduleRow row = await AddAsync(Every("0 * * * *"));
        Tokens.Clear();
        await AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Contains("can no longer sign in", (await FindAsync(row)).View().LastFault!.Message, StringComparison.Ordinal);

        ScheduleRow stranger = await AddAsync(Every("0 * * * *"), owner: "eve");
        Tokens.Add(new ApiToken { Name = "eve" });
        await AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Contains("site-a", (await FindAsync(stranger)).View().LastFault!.Message, StringComparison.Ordinal);
        Assert.Empty(await TransfersAsync());
    }

    [Fact]
    public async Task Run_DisabledOrDeleted_StartsNothing()
    {
        ScheduleRow disabled = await AddAsync(Every("0 * * * *"), key: "1");
        ScheduleRow deleted = await AddAsync(Every("0 * * * *"), key: "2");
        await Store.ChangeAsync(
            disabled.GetId(),
            row =>
            {
                row.Set(Every("0 * * * *") with { Enabled = false }, _plane.Time.GetUtcNow());
                return true;
            },
            Cancel);
        await Store.DeleteAsync(deleted.GetId(), Cancel);
        await AdvanceAsync(TimeSpan.FromHours(5));
        Assert.Empty(await TransfersAsync());
        Assert.Empty(await Store.ListDueAsync(_plane.Time.GetUtcNow(), Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Create_TheSameKeyTwice_GivesOneSchedule()
    {
        ScheduleRow first = await AddAsync(Every("0 * * * *"));
        Assert.Equal(first.GetId(), (await AddAsync(Every("0 * * * *"))).GetId());
        Assert.Null(await _plane.Get<NewSchedules>().CreateAsync(Every("1 * * * *"), "key", new Caller("ada", Role.Member), Cancel));
    }

    [Theory]
    [InlineData("2026-03-28T12:00Z", "2026-03-29T01:00Z")] // 02:30 does not exist that night: right after the change
    [InlineData("2026-03-29T12:00Z", "2026-03-30T00:30Z")] // then 02:30 is summer time
    [InlineData("2026-10-24T12:00Z", "2026-10-25T00:30Z")] // 02:30 comes twice: the first one is taken
    [InlineData("2026-10-25T00:30Z", "2026-10-26T01:30Z")] // and the second is not
    public void Next_AcrossAClockChange_IsTheSameTimeOfDayOnce(string after, string next)
        => Assert.Equal(
            DateTimeOffset.Parse(next, null),
            Occurrences.Next(new Recurrence("30 2 * * *", "Europe/Berlin"), DateTimeOffset.Parse(after, null)));

    [Theory]
    [InlineData("* * *", "UTC", "five fields")]
    [InlineData("0 0 2 * * *", "UTC", "five fields")]
    [InlineData("0 2 * * *", "Mars/Base", "time zone")]
    public void Check_NotARecurrence_SaysWhatIsWrong(string cron, string zone, string words)
        => Assert.Contains(
            words, ScheduleRules.Check(new CreateSchedule(Nightly, Recurrence: new Recurrence(cron, zone)), "key").ToDictionary()["recurrence"][0], StringComparison.Ordinal);

    [Fact]
    public void Check_BothTimesOrADeadline_IsRefused()
    {
        var both = new CreateSchedule(
            Nightly with { Settings = new TransferSettings(Deadline: DateTimeOffset.UnixEpoch) }, DateTimeOffset.UnixEpoch, new Recurrence("0 2 * * *"));
        IDictionary<string, string[]> errors = ScheduleRules.Check(both, "key").ToDictionary();
        Assert.Equal(["startAt", "transfer.settings.deadline"], errors.Keys.Order(StringComparer.Ordinal));
    }

    private static CreateSchedule Every(string cron) => new(Nightly, Recurrence: new Recurrence(cron));

    private async Task<ScheduleRow> AddAsync(CreateSchedule request, string owner = "ada", string key = "key")
        => (await _plane.Get<NewSchedules>().CreateAsync(request, key, new Caller(owner, Role.Member), Cancel))!;

    private async Task<ScheduleRow> FindAsync(ScheduleRow row) => (await Store.FindAsync(row.GetId(), Cancel))!;

    private async Task AdvanceAsync(TimeSpan by)
    {
        _plane.Time.Advance(by);
        await RunAsync();
    }

    private Task RunAsync() => ActivatorUtilities
        .CreateInstance<RunSchedules>(_plane.Get<IServiceProvider>()).RunAsync(Cancel);

    private async Task EndAsync(string transferId) => await _plane.Get<TransferStore>().ChangeAsync(
        transferId, row => row.TryMove(TransferState.Failed, _plane.Time.GetUtcNow()), Cancel);

    private async Task<List<TransferRow>> TransfersAsync()
        => await _plane.Get<TransferStore>().ListAsync(after: null, Cancel).ToListAsync(Cancel);
}
