using Azure.Data.Tables;
using DtnBox.Contracts.People;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Tests.Users;

public sealed class PersonalTokensTests : IAsyncLifetime
{
    private const string Ada = "u-00000000000000a1";
    private const string Bob = "u-00000000000000b2";

    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PersonalTokens Tokens => _plane.Get<PersonalTokens>();

    public ValueTask InitializeAsync() => _plane.InitializeAsync();

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task Create_AToken_IsFoundByItsTextAndStoredAsAHashOnly()
    {
        NewToken made = await MakeAsync();
        Assert.Matches("^dtn_[0-9a-f]{16}_[0-9a-f]{40}$", made.Secret);
        TokenRow? found = await Tokens.FindAsync(made.Secret, Cancel);
        Assert.Equal((Ada, "nightly"), (found!.Owner, found.Name));
        Assert.Equal([TokenScope.Read, TokenScope.Transfer], found.GetScopes());

        string secret = made.Secret.Split('_')[2];
        await foreach (TableEntity row in _plane.Get<StorageAccount>().Users.QueryAsync<TableEntity>(cancellationToken: Cancel))
        {
            Assert.DoesNotContain(row, column => $"{column.Value}".Contains(secret, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(secret, made.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_AnotherSecretOrNoToken_IsNull()
    {
        NewToken made = await MakeAsync();
        char last = made.Secret[^1] == '0' ? '1' : '0';
        Assert.Null(await Tokens.FindAsync(made.Secret[..^1] + last, Cancel));
        Assert.Null(await Tokens.FindAsync(made.Secret + "0", Cancel));
        Assert.Null(await Tokens.FindAsync($"dtn_{made.Token.Id}_", Cancel));
        Assert.Null(await Tokens.FindAsync("dtn_../../x", Cancel));
    }

    [Fact]
    public async Task Revoke_AToken_EndsItAtOnce()
    {
        NewToken made = await MakeAsync();
        Assert.False(await Tokens.RevokeAsync(made.Token.Id, Bob, Cancel));
        Assert.NotNull(await Tokens.FindAsync(made.Secret, Cancel));
        Assert.True(await Tokens.RevokeAsync(made.Token.Id, Ada, Cancel));
        Assert.Null(await Tokens.FindAsync(made.Secret, Cancel));
        Assert.False(await Tokens.RevokeAsync(made.Token.Id, Ada, Cancel));
    }

    [Fact]
    public async Task Find_AnExpiredToken_IsNull()
    {
        NewToken made = await MakeAsync(_plane.Time.GetUtcNow().AddHours(1));
        _plane.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.NotNull(await Tokens.FindAsync(made.Secret, Cancel));
        _plane.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await Tokens.FindAsync(made.Secret, Cancel));
    }

    [Fact]
    public async Task Find_UsedOften_IsNotedEveryTenMinutes()
    {
        NewToken made = await MakeAsync();
        Assert.Null(made.Token.LastUsedAt);
        DateTimeOffset first = _plane.Time.GetUtcNow();
        await Tokens.FindAsync(made.Secret, Cancel);
        _plane.Time.Advance(TimeSpan.FromMinutes(9));
        await Tokens.FindAsync(made.Secret, Cancel);
        Assert.Equal(first, await LastUsedAsync());
        _plane.Time.Advance(TimeSpan.FromMinutes(1));
        await Tokens.FindAsync(made.Secret, Cancel);
        Assert.Equal(_plane.Time.GetUtcNow(), await LastUsedAsync());
    }

    [Fact]
    public async Task List_Tokens_AreThoseOfOnePerson()
    {
        NewToken mine = await MakeAsync();
        await Tokens.CreateAsync(new CreateToken("his", [TokenScope.Read]), Bob, Cancel);
        Assert.Equal(mine.Token.Id, Assert.Single(await Tokens.ListAsync(Ada, Cancel).ToListAsync(Cancel)).GetId());
    }

    [Fact]
    public async Task Create_MoreThanAnybodyNeeds_IsRefused()
    {
        for (int number = 0; number < PersonalToken.Most; number++)
        {
            await MakeAsync();
        }

        Assert.Null(await Tokens.CreateAsync(new CreateToken("one more", [TokenScope.Read]), Ada, Cancel));
    }

    [Theory]
    [InlineData("", 1, 1, "name")]
    [InlineData("nightly", 0, 1, "scopes")]
    [InlineData("nightly", 1, 0, "expiresAt")]
    [InlineData("nightly", 1, 367, "expiresAt")]
    public void Check_AFaultyRequest_NamesTheField(string name, int scopes, int days, string field)
    {
        DateTimeOffset now = _plane.Time.GetUtcNow();
        var request = new CreateToken(name, [.. Enum.GetValues<TokenScope>().Take(scopes)], now.AddDays(days));
        Assert.Equal([field], TokenRules.Check(request, now).ToDictionary().Keys);
    }

    private async Task<NewToken> MakeAsync(DateTimeOffset? expires = null) => (await Tokens.CreateAsync(
        new CreateToken("nightly", [TokenScope.Transfer, TokenScope.Read, TokenScope.Read], expires), Ada, Cancel))!;

    private async Task<DateTimeOffset?> LastUsedAsync()
        => Assert.Single(await Tokens.ListAsync(Ada, Cancel).ToListAsync(Cancel)).LastUsedAt;
}
