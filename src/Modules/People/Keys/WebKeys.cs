using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Weiguang.Kernel.Security;

namespace Weiguang.People.Keys;

/// <summary>The keys behind antiforgery tokens and sealed cookies, shared by all nodes through the database and sealed there.</summary>
internal sealed class WebKey
{
    public required string Name { get; init; }

    public required string Xml { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<WebKey>
    {
        public void Configure(EntityTypeBuilder<WebKey> key)
        {
            key.ToTable("people_web_key").IsReference();
            key.HasKey(k => k.Name);
            key.Property(k => k.Name).HasMaxLength(100);
            key.Property(k => k.Xml).HasMaxLength(8000);
        }
    }
}

internal sealed class WebKeyStore(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<WebKey>().AsNoTracking().Select(k => k.Xml).ToList().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.Add(new WebKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}

/// <summary>Seals the secret part of a web key.</summary>
internal sealed class WebKeySealer(Vault vault) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", vault.Seal(Personal.Key, plaintextElement.ToString(SaveOptions.DisableFormatting)).Text), typeof(WebKeyOpener));
}

/// <summary>Opens it again; made by the framework from its type's name in the key.</summary>
internal sealed class WebKeyOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<Vault>().Open(Personal.Key, new Sealed(encryptedElement.Value)));
}

internal static class WebKeys
{
    public static void AddWebKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("weiguang");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new WebKeyStore(provider.GetRequiredService<IServiceScopeFactory>());
            options.XmlEncryptor = new WebKeySealer(provider.GetRequiredService<Vault>());
        }));
    }
}
