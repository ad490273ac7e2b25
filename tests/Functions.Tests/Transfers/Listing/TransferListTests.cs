using System.Net;
using System.Net.Http.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Tests.Nodes;
using DtnBox.Functions.Tests.Transfers.Live;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Tests.Transfers.Listing;

/// <summary>Which transfers a list shows. Each test has transfers of an owner of its own.</summary>
public sealed class TransferListTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static readonly TransferState[] ToCopying = [TransferState.Validating, TransferState.Probing, TransferState.Copying];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_SeveralStates_ShowsThoseInAnyOfThem()
    {
        using HttpClient bob = server.Bob;
        string queued = await AddAsync("bob");
        string failed = await AddAsync("bob", TransferState.Failed);
        string stopped = await AddAsync("bob", TransferState.Stopping, TransferState.Stopped);
        Assert.Equal([stopped, failed], await IdsAsync(bob, "state=Failed&state=Stopped"));
        Assert.Equal([queued], await IdsAsync(bob, "state=Queued"));
        Assert.Equal([stopped, queued], await IdsAsync(bob, "ended=false"));
        Assert.Equal([failed], await IdsAsync(bob, "ended=true"));
        Assert.Empty(await IdsAsync(bob, "ended=true&state=Queued"));
    }

    [Fact]
    public async Task List_Verifying_ShowsThoseThatAreShownAsVerifying()
    {
        using HttpClient member = server.Member;
        string id = await AddAsync("eve", ToCopying);
        Assert.Equal([id], await IdsAsync(member, "state=Copying"));
        Assert.Empty(await IdsAsync(member, "state=Verifying"));
    }

    [Fact]
    public async Task List_Search_LooksAtLabelIdAndPlacesInAnyCase()
    {
        using HttpClient ada = server.Ada;
        string id = await server.AddTransferAsync();
        await server.AddTransferAsync();
        await server.Get<TransferStore>().ChangeAsync(
            id,
            row =>
            {
                row.Label = "Run 7";
                row.SetLocations(row.GetSource() with { Prefix = "Überblick/" }, row.GetDestination());
                return true;
            },
            Cancel);
        Assert.Equal([id], await IdsAsync(ada, "search=rUN%207"));
        Assert.Equal([id], await IdsAsync(ada, $"search={id[3..]}"));
        Assert.Equal([id], await IdsAsync(ada, "search=data/%C3%BCberblick"));
        Assert.Empty(await IdsAsync(ada, "search=nowhere"));
    }

    [Fact]
    public async Task List_PageByPage_GivesEachOnce()
    {
        using HttpClient root = server.Administrator;
        List<string> made = [];
        for (int number = 0; number < 3; number++)
        {
            made.Insert(0, await AddAsync("pager"));
        }

        List<string> seen = [];
        string? after = null;
        do
        {
            Page<TransferView> page = await PageAsync(root, $"ended=false&limit=2{(after is null ? string.Empty : $"&after={after}")}");
            Assert.True(page.Items.Count <= 2);
            seen.AddRange(page.Items.Where(item => item.Owner == "pager").Select(item => item.Id));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(made, seen);
    }

    [Theory]
    [InlineData("state=Nothing")]
    [InlineData("ended=perhaps")]
    public async Task List_AFilterThatIsNone_IsRefused(string query)
    {
        using HttpClient ada = server.Ada;
        using HttpResponseMessage answer = await ada.GetAsync($"transfers?{query}", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task List_ASearchTooLong_SaysHowLongItMayBe()
    {
        using HttpClient ada = server.Ada;
        using HttpResponseMessage answer = await ada.GetAsync($"transfers?search={new string('x', 201)}", Cancel);
        Assert.Contains("at most 200", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task<string> AddAsync(string owner, params TransferState[] states)
    {
        string id = await server.AddTransferAsync();
        await server.GiveAsync(id, owner);
        await server.MoveAsync(id, states);

        // Ids are ordered by the clock, to the millisecond.
        server.Time.Advance(TimeSpan.FromMilliseconds(2));
        return id;
    }

    private static async Task<IEnumerable<string>> IdsAsync(HttpClient http, string query)
        => (await PageAsync(http, query)).Items.Select(item => item.Id);

    private static async Task<Page<TransferView>> PageAsync(HttpClient http, string query)
        => (await http.GetFromJsonAsync<Page<TransferView>>($"transfers?{query}", ContractJson.Options, Cancel))!;
}
