using DtnBox.DurableTask.Replay;

namespace DtnBox.DurableTask.Tests.Replay;

public sealed class DeterministicGuidTests
{
    [Theory]
    [InlineData("abc_2024-01-01T00:00:00.0000000Z_0", "80835b95-20cf-5cec-8922-92309c9a2bb6")]
    [InlineData("abc_2024-01-01T00:00:00.0000000Z_1", "cd0470d7-c0a8-58a1-a46d-6f710b2e976a")]
    [InlineData("order-42_2025-06-30T23:59:59.1234567Z_0", "5dc62c0e-42a0-5f46-82ff-66050906b2f3")]
    public void Create_OfficialName_GivesTheOfficialGuid(string name, string expected)
        => Assert.Equal(Guid.Parse(expected), DeterministicGuid.Create(name));

    [Fact]
    public void Create_Parts_MakeTheOfficialName()
        => Assert.Equal(
            DeterministicGuid.Create("abc_2024-01-01T00:00:00.0000000Z_1"),
            DeterministicGuid.Create("abc", new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), counter: 1));
}
