using Microsoft.AspNetCore.DataProtection;

namespace DtnBox.Functions.Secrets;

/// <summary>Encrypts what may not lie readable in a table.</summary>
internal sealed class SecretProtector(IDataProtectionProvider provider)
{
    private readonly IDataProtector _stores = provider.CreateProtector("DtnBox.Stores.SecretKey.v1");
    private readonly IDataProtector _questions = provider.CreateProtector("DtnBox.Questions.v1");

    public string Protect(string secret) => _stores.Protect(secret);

    public string Reveal(string protectedSecret) => _stores.Unprotect(protectedSecret);

    /// <summary>Encrypts what is asked of a store, or answered: for a short while, and not for a key.</summary>
    public byte[] Protect(byte[] content) => _questions.Protect(content);

    public byte[] Reveal(byte[] protectedContent) => _questions.Unprotect(protectedContent);
}
