using DtnBox.Contracts.People;

namespace DtnBox.Functions.Tests.Identity;

public sealed class RateLimitTests
{
    private const string Me = "/api/v1/me";

    [Fact]
    public async Task SignUp_TooOftenByOnePerson_IsRefusedWithATimeToWaitAndOthersAreNot()
    {
        await using PeopleApp app = await PeopleApp.StartAsync(("RateLimits:SignUp", "2"));
        string ada = app.TokenOf("ada");
        await app.AskAsync<UserView>("POST", Me, ada);

        // Up to then she was a stranger; from then on it is the user who is counted.
        await app.AskAsync<UserView>("POST", Me, ada);
        await app.AskAsync<UserView>("POST", Me, ada);
        using HttpResponseMessage refused = await app.SendAsync("POST", Me, ada);
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains(
            "Too many requests", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await app.AskAsync<UserView>("POST", Me, app.TokenOf("bob"));
        await app.AskAsync<UserView>("GET", Me, ada);
    }

    [Fact]
    public async Task Start_ALimitOfZero_IsRefusedWithItsName()
    {
        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => PeopleApp.StartAsync(("RateLimits:Tokens", "0")));
        Assert.Contains("RateLimits:Tokens must be 1 to 100000 requests a minute.", fault.Message, StringComparison.Ordinal);
    }
}
