using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Audit;

namespace DtnBox.Functions.Tests.Api;

/// <summary>A secret that was pasted where it does not belong is neither repeated nor kept.</summary>
public sealed class PastedSecretTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Token = "dtn_0123456789abcdef_0123456789abcdef0123456789abcdef01234567";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("me/tokens/")]
    [InlineData("invitations/")]
    public async Task Delete_WholeTokenInPlaceOfItsId_IsNeitherRepeatedNorInTheAudit(string path)
    {
        using HttpClient root = api.As("root");
        using HttpResponseMessage answer = await root.DeleteAsync(path + Token, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(Token, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        Page<AuditEntry>? page = await root.GetFromJsonAsync<Page<AuditEntry>>("audit?actor=root", ContractJson.Options, Cancel);
        Assert.NotEmpty(page!.Items);
        Assert.DoesNotContain(Token, JsonSerializer.Serialize(page, ContractJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TokenInPlaceOfANumber_NamesTheParameterAndNotTheToken()
    {
        using HttpClient root = api.As("root");
        using HttpResponseMessage answer = await root.GetAsync($"nodes?limit={Token}", Cancel);
        string body = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("limit", body, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnIdOfNothing_IsRepeated()
    {
        using HttpClient root = api.As("root");
        using HttpResponseMessage answer = await root.GetAsync("nodes/site-z", Cancel);
        Assert.Contains("'site-z'", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
