using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Functions.Grants;

namespace DtnBox.Functions.Tests.Grants;

/// <summary>What one grant covers, to whom and until when: row by row.</summary>
public sealed class GrantRowTests
{
    private static readonly DateTimeOffset End = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Theory]
    [InlineData("", "data", "", true)] // the whole bucket
    [InlineData("", "data", "a/b/", true)]
    [InlineData("a/", "data", "a/", true)]
    [InlineData("a/", "data", "a/b/", true)]
    [InlineData("a/", "data", "a", false)] // would take 'ab' too
    [InlineData("a/", "data", "ab/", false)]
    [InlineData("a/", "data", "", false)]
    [InlineData("a", "data", "a", true)] // text, not folders
    [InlineData("a", "data", "ab/", true)]
    [InlineData("a", "data", "A/", false)]
    [InlineData("é/", "data", "e\u0301/", false)] // the same to the eye, other bytes
    [InlineData("a/", "data2", "a/", false)]
    [InlineData("", "dat", "", false)]
    [InlineData("", "Data", "", false)]
    public void Covers_APlace_ByBucketAndPrefixAsText(string prefix, string bucket, string asked, bool covers)
    {
        GrantRow grant = Grant(prefix);
        Assert.Equal(covers, grant.Covers(new Location("site-a", bucket, asked)));
        Assert.False(grant.Covers(new Location("site-b", bucket, asked)));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Holds_AroundItsEnd_UpToAndNotAtIt(long ticks, bool holds)
        => Assert.Equal(holds, Grant("").Holds(End.AddTicks(ticks)));

    [Fact]
    public void Holds_Revoked_NoMore()
    {
        GrantRow grant = Grant("");
        grant.RevokedAt = End.AddDays(-2);
        Assert.False(grant.Holds(End.AddDays(-1)));
    }

    [Theory]
    [InlineData("eve", "eve", true)]
    [InlineData("eve", "Eve", false)]
    [InlineData("eve", "everyone", false)]
    [InlineData(Grantees.Everyone, "bob", true)]
    public void IsTo_AUser_OrEveryone(string grantee, string subject, bool isTo)
    {
        GrantRow grant = Grant("");
        grant.Grantee = grantee;
        Assert.Equal(isTo, grant.IsTo(subject));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("a/", false)]
    [InlineData("a", true)]
    public void WarningOf_APrefixInTheMiddleOfAName_Warns(string prefix, bool warns)
        => Assert.Equal(warns, GrantRules.WarningOf(prefix) is not null);

    [Fact]
    public void Check_ABadGrant_NamesEachField()
    {
        var bad = new CreateGrant("", Right.Read, "x", End, new string('p', 1025), new string('n', 201));
        Assert.Equal(
            ["Idempotency-Key", "bucket", "note", "prefix", "to", "until"],
            GrantRules.Check(bad, null, End).ToDictionary().Keys.Order(StringComparer.Ordinal));
        var good = new CreateGrant("eve", Right.Read, "data", End + GrantRules.Longest);
        Assert.False(GrantRules.Check(good, "key", End).Any);
        Assert.True(GrantRules.Check(good, "key", End.AddTicks(-1)).Any);
    }

    private static GrantRow Grant(string prefix) => new()
    {
        PartitionKey = "site-a", RowKey = GrantRow.Prefix + "g", Grantee = "eve", Bucket = "data", KeyPrefix = prefix, Until = End,
    };
}
