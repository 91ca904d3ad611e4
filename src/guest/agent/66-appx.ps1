# Store apps: out for all users and for those to come, or in for those to come.

$AppxCodes = @{
    '0x80073cf0' = 'the package cannot be opened: it is damaged, or not signed'
    '0x80073cf3' = 'a package that it needs is missing or too old: put it into Dependencies, beside the package'
    '0x80073cfd' = 'needs a newer Windows'
    '0x80073d06' = 'a newer version is there already'
    '0x800b0100' = 'the package is not signed'
    '0x800b0109' = 'the certificate that signed it is not trusted by this Windows: install it first, with run'
}

function Get-AppxFailure([string] $Subject, [pscustomobject] $Result) {
    if ($null -ne $Result.exit) {
        $words = $AppxCodes[(Format-Code $Result.exit)]
        if ($words) { return $Subject + ': ' + (Format-Code $Result.exit) + ', ' + $words }
    }
    return Get-Failure $Subject $Result
}

# Provisioned: each new user would get it. True: all that matched is gone.
function Remove-Provisioned([pscustomobject] $Tally, $Packages) {
    foreach ($package in $Packages) {
        Send-Report @{ message = $package.DisplayName }
        $result = Invoke-Dism @('/Remove-ProvisionedAppxPackage', ('/PackageName:' + $package.PackageName))
        if (-not (Add-Tally $Tally $package.DisplayName $result)) { return $false }
    }
    return $true
}

# Of users: a bundle goes with its packages, so what is left is asked anew. What is part of Windows stays.
function Remove-Installed([pscustomobject] $Tally, [string] $Pattern) {
    foreach ($type in @('Bundle', 'Main')) {
        foreach ($package in @(Get-AppxPackage -AllUsers -PackageTypeFilter $type | Where-Object { $_.Name -like $Pattern })) {
            if ($package.NonRemovable) {
                Write-Log ($package.PackageFullName + ': is part of Windows and stays')
                continue
            }
            Send-Report @{ message = $package.Name }
            try {
                Remove-AppxPackage -Package $package.PackageFullName -AllUsers
            } catch {
                $Tally.exit = $_.Exception.HResult
                $Tally.last = $package.PackageFullName + ': ' + (Format-Code $Tally.exit) + ', ' + $_.Exception.Message
                Write-Log $Tally.last
                return $false
            }
            Write-Log ('removed ' + $package.PackageFullName)
            $Tally.done += $package.Name
        }
    }
    return $true
}

function Add-Provisioned([pscustomobject] $Tally, [pscustomobject] $App, [string] $Medium) {
    $name = [IO.Path]::GetFileName($App.package)
    $words = @('/Add-ProvisionedAppxPackage', ('/PackagePath:' + $Medium + $App.package))
    foreach ($file in $App.dependencies) { $words += '/DependencyPackagePath:' + $Medium + $file }
    if ($null -eq $App.license) { $words += '/SkipLicense' } else { $words += '/LicensePath:' + $Medium + $App.license }
    Send-Report @{ message = $name }
    # Without a region Windows gives users only what their start menu has.
    $result = Invoke-Dism ($words + @('/Region:all'))
    if ($result.state -eq 'failed' -and (Format-Code $result.exit) -eq '0x80073d06') {
        Write-Log (Get-AppxFailure $name $result)
        return $true
    }
    if (Add-Tally $Tally $name $result) { return $true }
    $Tally.last = Get-AppxFailure $name $result
    return $false
}

# What is not there needs no removal: Microsoft takes apps out of Windows now and then. It is told, as a name may be wrong.
function Invoke-AppxStep([pscustomobject] $Step, [string] $Medium) {
    $tally = New-Tally
    $missing = @()
    $provisioned = @()
    if (@($Step.remove).Count -gt 0) { $provisioned = @(Get-AppxProvisionedPackage -Online) }
    foreach ($pattern in $Step.remove) {
        $before = $tally.done.Count
        $matching = @($provisioned | Where-Object { $_.DisplayName -like $pattern })
        if (-not (Remove-Provisioned $tally $matching)) { return Complete-Tally $tally }
        if (-not (Remove-Installed $tally $pattern)) { return Complete-Tally $tally }
        if ($tally.done.Count -eq $before) {
            $missing += $pattern
            Write-Log ('warning: ' + $pattern + ': no app of that name is there, nothing to remove')
        }
        $provisioned = @($provisioned | Where-Object { $_.DisplayName -notlike $pattern })
    }
    foreach ($app in $Step.add) {
        if (-not (Add-Provisioned $tally $app $Medium)) { return Complete-Tally $tally }
    }
    if ($missing.Count -gt 0) { $tally.last = 'not there, nothing to remove: ' + ($missing -join ', ') }
    return Complete-Tally $tally
}
