using DtnBox.LocalIdentity.Accounts;

namespace DtnBox.LocalIdentity.Tests.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("four words in a row")]
    [InlineData("Xk2-vq9mTz!4")]
    [InlineData("my dog ate the password book")]
    public void Fault_GoodPassword_IsNone(string password) => Assert.Null(PasswordRules.Fault("alice", password));

    [Theory]
    [InlineData("111111111111", "different characters")]
    [InlineData("abababababab", "different characters")]
    [InlineData("I am Alice 2026", "user name")]
    [InlineData("password12345", "tried first")]
    [InlineData("QWERTYUIOP[]", "tried first")]
    [InlineData("dtnbox-2026!", "tried first")]
    public void Fault_EasilyGuessed_SaysWhy(string password, string why)
        => Assert.Contains(why, PasswordRules.Fault("alice", password), StringComparison.Ordinal);

    [Fact]
    public void Fault_VeryShortUserNameInside_IsNone() => Assert.Null(PasswordRules.Fault("bo", "four boats in a row"));
}
