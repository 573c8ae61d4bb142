using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Weiguang.Kernel.Text;
using Weiguang.People.Domain;

namespace Weiguang.People.SignIn.Passwords;

/// <summary>Says what a password lacks, as source phrases.</summary>
internal sealed class PasswordWords : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), Phrase.Of("密码至少要 10 位"));

    public override IdentityError PasswordRequiresDigit() => Say(nameof(PasswordRequiresDigit), Phrase.Of("密码里要有数字"));

    public override IdentityError PasswordRequiresLower() => Say(nameof(PasswordRequiresLower), Phrase.Of("密码里要有小写字母"));

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Say(nameof(PasswordRequiresUniqueChars), Phrase.Of("密码太简单，重复的字太多"));

    public override IdentityError ConcurrencyFailure() => Say(nameof(ConcurrencyFailure), Phrase.Of("密码刚在别处改过，请再试一次"));

    private static IdentityError Say(string code, string phrase) => new() { Code = code, Description = phrase };
}

internal static class PasswordRules
{
    /// <summary>Identity keeps and judges passwords; people are found by their phone, so it knows no user names and no e-mail.</summary>
    public static void AddPasswords(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(options =>
        {
            options.Password = new PasswordOptions { RequiredLength = 10, RequireDigit = true, RequireLowercase = true, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 5 };
        }).AddErrorDescriber<PasswordWords>();
        services.RemoveAll<IUserValidator<Account>>();
        services.AddScoped<IUserStore<Account>>(provider => new AccountStore(provider.GetRequiredService<AppDbContext>()));
    }
}
