using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Stores;

/// <summary>What signatures of one second share must not be taken into another second or day.</summary>
public sealed class SignerMomentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 23, 59, 59, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(86_400)]
    public void Authorize_AfterAnotherMoment_IsAsByAFreshSigner(int secondsLater)
    {
        RequestSigner used = NewSigner();
        Authorize(used, Now);

        Assert.Equal(Authorize(NewSigner(), Now.AddSeconds(secondsLater)), Authorize(used, Now.AddSeconds(secondsLater)));
    }

    private static RequestSigner NewSigner() => new("key", "secret", "us-east-1");

    private static string Authorize(RequestSigner signer, DateTimeOffset now) => signer.Authorize(
        "GET", "/bucket/key", "", [new("host", "store"), new("x-amz-date", RequestSigner.Timestamp(now))], "hash", now);
}
