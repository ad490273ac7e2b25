using Microsoft.AspNetCore.DataProtection;

namespace DtnBox.Functions.Secrets;

/// <summary>Encrypts what may not lie readable in a table.</summary>
internal sealed class SecretProtector(IDataProtectionProvider provider)
{
    private readonly IDataProtector _stores = provider.CreateProtector("DtnBox.Stores.SecretKey.v1");

    public string Protect(string secret) => _stores.Protect(secret);

    public string Reveal(string protectedSecret) => _stores.Unprotect(protectedSecret);
}
