using System.Net;
using System.Net.Http.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Tests.Nodes;

namespace DtnBox.Functions.Tests.Agents;

public sealed class OutstandingCodeTests : IAsyncLifetime
{
    private readonly ControlPlaneServer _server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task List_OfANode_HasWhatCanStillBeUsedAndNoCode()
    {
        string node = await _server.AddNodeAsync();
        string other = await _server.AddNodeAsync();
        EnrollmentCode code = await CreateAsync(node);
        await CreateAsync(other);
        using EnrolledTestAgent spent = await _server.AddAgentAsync(node);

        using HttpClient ada = _server.Ada;
        string text = await ada.GetStringAsync($"nodes/{node}/enrollments", Cancel);
        OutstandingCode listed = Assert.Single(await ListAsync(node));

        Assert.Equal((code.Id, code.ExpiresAt, "ada"), (listed.Id, listed.ExpiresAt, listed.CreatedBy));
        Assert.DoesNotContain(code.Code, text, StringComparison.Ordinal);
        _server.Time.Advance(TimeSpan.FromHours(25));
        Assert.Empty(await ListAsync(node));
    }

    [Fact]
    public async Task Revoke_ACode_MakesItUseless()
    {
        string node = await _server.AddNodeAsync();
        EnrollmentCode code = await CreateAsync(node);
        using HttpClient ada = _server.Ada;

        using HttpResponseMessage revoked = await ada.DeleteAsync($"nodes/{node}/enrollments/{code.Id}", Cancel);
        using HttpResponseMessage again = await ada.DeleteAsync($"nodes/{node}/enrollments/{code.Id}", Cancel);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (revoked.StatusCode, again.StatusCode));
        Assert.Null(await _server.Get<EnrollmentCodes>().SpendAsync(new EnrollAgent(code.Code, "key", "host", "1"), Cancel));
    }

    [Fact]
    public async Task Revoke_OtherPeoplesCodes_IsNotFound()
    {
        string node = await _server.AddNodeAsync();
        EnrollmentCode code = await CreateAsync(node);
        using HttpClient bob = _server.Bob;
        using HttpResponseMessage revoked = await bob.DeleteAsync($"nodes/{node}/enrollments/{code.Id}", Cancel);
        using HttpResponseMessage listed = await bob.GetAsync($"nodes/{node}/enrollments", Cancel);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (revoked.StatusCode, listed.StatusCode));
        Assert.Single(await ListAsync(node));
    }

    private async Task<EnrollmentCode> CreateAsync(string node)
    {
        using HttpClient ada = _server.Ada;
        using HttpResponseMessage answer = await ada.PostAsync($"nodes/{node}/enrollments", content: null, Cancel);
        return (await answer.Content.ReadFromJsonAsync<EnrollmentCode>(ContractJson.Options, Cancel))!;
    }

    private async Task<IReadOnlyList<OutstandingCode>> ListAsync(string node)
    {
        using HttpClient ada = _server.Ada;
        return (await ada.GetFromJsonAsync<Page<OutstandingCode>>($"nodes/{node}/enrollments", ContractJson.Options, Cancel))!.Items;
    }
}
