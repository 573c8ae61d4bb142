using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.People.Domain;

/// <summary>How a person signs in beyond the code to their phone: so far a password. The id is the person's. Phone, name and lock live elsewhere.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    internal sealed class Mapping : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> account)
        {
            account.ToTable("people_account").InFamily("person", nameof(Id)).IsInternal("Password hashes: the door compares them and shows none.");
            account.HasKey(a => a.Id);
            account.Property(a => a.Id).ValueGeneratedNever();
            account.HasOne<Person>().WithOne().HasForeignKey<Account>(a => a.Id);
            account.Property(a => a.ConcurrencyStamp).HasMaxLength(36).IsConcurrencyToken();
            account.Property(a => a.SecurityStamp).HasMaxLength(36);
            account.Ignore(a => a.UserName).Ignore(a => a.NormalizedUserName)
                .Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed)
                .Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled)
                .Ignore(a => a.LockoutEnd).Ignore(a => a.LockoutEnabled).Ignore(a => a.AccessFailedCount);
        }
    }
}

/// <summary>Identity's own store over our context, keyed by person.</summary>
internal sealed class AccountStore(AppDbContext db) : UserOnlyStore<Account, AppDbContext, Guid>(db);
