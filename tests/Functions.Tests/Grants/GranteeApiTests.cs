using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Tests.Api;
using DtnBox.Functions.Tests.Users;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Tests.Grants;

/// <summary>What the API tells about people to those who give grants: the owner "ada", and the administrator "root".</summary>
public sealed class GranteeApiTests(RunningApi api) : IClassFixture<RunningApi>
{
    private readonly string _node = $"n{Guid.NewGuid():N}"[..12];
    private readonly string _name = $"p{Guid.NewGuid():N}"[..12];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_ToAnAddress_AnswersTheOwnerTheSameWhetherSomebodyHasItOrNot()
    {
        await AddNodeAsync();
        await SignUpAsync();
        GrantView known = await GiveAsync("ada", $"{_name}@campus.example");
        GrantView unknown = await GiveAsync("ada", $"x{_name}@campus.example");
        Assert.Equal(
            known with { Id = unknown.Id, To = unknown.To, CreatedAt = unknown.CreatedAt, Until = unknown.Until }, unknown);
        Assert.Contains("whoever signs in with this address", unknown.Warning, StringComparison.Ordinal);

        Page<GrantView> listed = await GetAsync<Page<GrantView>>("ada", $"nodes/{_node}/grants");
        Assert.All(listed.Items, grant => Assert.Equal((null, null, null), (grant.ToName, grant.ToEmail, grant.Warning)));
    }

    [Fact]
    public async Task Add_ToAnAddress_TellsAdministratorsWhoHasIt()
    {
        await AddNodeAsync();
        string id = await SignUpAsync();
        Assert.Contains($"It is for {_name} ({id})", (await GiveAsync("root", $"{_name}@campus.example")).Warning, StringComparison.Ordinal);
        Assert.Contains("Nobody has signed in", (await GiveAsync("root", $"x{_name}@campus.example")).Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_ToWhoIsNobody_IsRefusedWithWhatToGive()
    {
        await AddNodeAsync();
        await SignUpAsync();
        foreach (string to in new[] { _name, "u-0000000000000000", "someone@" })
        {
            using HttpResponseMessage answer = await SendAsync("ada", to);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            Assert.Contains(
                "is nobody here: give a user's id, an e-mail address",
                problem.GetProperty("errors").GetProperty("to")[0].GetString(),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Add_ToAPendingUser_IsTakenAndListedWithTheirName()
    {
        await AddNodeAsync();
        string id = await SignUpAsync();
        Assert.Contains("until an administrator approves them", (await GiveAsync("ada", id)).Warning, StringComparison.Ordinal);
        GrantView owners = Assert.Single((await GetAsync<Page<GrantView>>("ada", $"nodes/{_node}/grants")).Items);
        Assert.Equal((id, _name, null), (owners.To, owners.ToName, owners.ToEmail));
        GrantView administrators = Assert.Single((await GetAsync<Page<GrantView>>("root", $"nodes/{_node}/grants")).Items);
        Assert.Equal($"{_name}@campus.example", administrators.ToEmail);
    }

    [Fact]
    public async Task Access_OfAnAddress_SaysWhatWasGrantedToIt()
    {
        await AddNodeAsync();
        GrantView grant = await GiveAsync("ada", $"{_name}@campus.example");
        AccessView access = await GetAsync<AccessView>("ada", $"nodes/{_node}/access?user={_name}@Campus.example");
        Assert.Equal(grant.Id, Assert.Single(access.Access).GrantId);
        using HttpClient ada = api.As("ada");
        using HttpResponseMessage nobody = await ada.GetAsync($"nodes/{_node}/access?user=nobody", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task Node_OwnedByAPerson_ShowsTheirNameToAdministratorsOnly()
    {
        string id = await SignUpAsync();
        await AddNodeAsync(id);
        Assert.Equal((id, _name), await OwnerAsync("root"));
        await GiveAsync("root", Grantees.Everyone);
        Assert.Equal((id, null), await OwnerAsync("eve"));
    }

    private async Task<(string Owner, string? Name)> OwnerAsync(string reader)
    {
        NodeView node = await GetAsync<NodeView>(reader, $"nodes/{_node}");
        return (node.Owner, node.OwnerName);
    }

    private async Task AddNodeAsync(string owner = "ada") => Assert.NotNull(await api.Get<NodeDirectory>().RegisterAsync(
        new RegisterNode(_node, null, new StoreSettings(new Uri("http://127.0.0.1:9"), null, AddressingStyle.Path, "AK", "SK")),
        owner,
        Cancel));

    /// <summary>Signs up somebody, who then waits for an administrator: somebody else was first.</summary>
    private async Task<string> SignUpAsync()
    {
        SignUps signUps = api.Get<SignUps>();
        await signUps.SignUpAsync(People.Identity("first"), null, Cancel);
        return (await signUps.SignUpAsync(People.Identity(_name), null, Cancel))!.GetId();
    }

    private async Task<GrantView> GiveAsync(string giver, string to)
    {
        using HttpResponseMessage answer = await SendAsync(giver, to);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<GrantView>(ContractJson.Options, Cancel))!;
    }

    private async Task<HttpResponseMessage> SendAsync(string giver, string to)
    {
        using HttpClient client = api.As(giver);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"nodes/{_node}/grants")
        {
            Content = JsonContent.Create(
                new CreateGrant(to, Right.Read, "data", TimeProvider.System.GetUtcNow().AddDays(1)), options: ContractJson.Options),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        return await client.SendAsync(request, Cancel);
    }

    private async Task<T> GetAsync<T>(string reader, string path)
    {
        using HttpClient client = api.As(reader);
        return (await client.GetFromJsonAsync<T>(path, ContractJson.Options, Cancel))!;
    }
}
