# From the last step to sysprep. The order is that of the field: what is pending first, the medium gone before anything of
# the agent is removed, sysprep last and from this very session.

$Windows = 'C:\Windows'
$Sysprep = $Windows + '\System32\Sysprep'

# Waits a while without falling silent.
function Wait-Agent([int] $Seconds) {
    $end = [DateTime]::UtcNow.AddSeconds($Seconds)
    while ([DateTime]::UtcNow -lt $end) {
        Start-Sleep -Milliseconds 500
        Send-Heartbeat
    }
}

# Servicing works on after an installer has ended; it is idle when neither process has been there for a while.
function Wait-Servicing {
    $limit = [DateTime]::UtcNow.AddMinutes(20)
    $quiet = 0
    while ($quiet -lt 15 -and [DateTime]::UtcNow -lt $limit) {
        $busy = @(Get-Process -Name 'TiWorker', 'TrustedInstaller' -ErrorAction SilentlyContinue)
        if ($busy.Count -eq 0) { $quiet += 3 } else { $quiet = 0 }
        Wait-Agent 3
    }
    if ($quiet -lt 15) { Write-Log 'servicing was still at work after 20 minutes' }
}

# What waits for a reboot, by its name in the registry.
function Get-PendingReboot {
    $current = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion'
    $keys = @(
        ($current + '\Component Based Servicing\RebootPending'),
        ($current + '\Component Based Servicing\PackagesPending'),
        ($current + '\WindowsUpdate\Auto Update\RebootRequired')
    )
    foreach ($key in $keys) { if (Test-Path -LiteralPath $key) { $key } }
    $session = 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager'
    $renames = Get-RegistryValue $session 'PendingFileRenameOperations'
    if (@($renames | Where-Object { $_ }).Count -gt 0) { $session + '\PendingFileRenameOperations' }
}

function Get-RegistryValue([string] $Key, [string] $Name) {
    if (-not (Test-Path -LiteralPath $Key)) { return $null }
    return (Get-ItemProperty -LiteralPath $Key).$Name
}

function Remove-RegistryValue([string] $Key, [string] $Name) {
    if ($null -ne (Get-RegistryValue $Key $Name)) { Remove-ItemProperty -LiteralPath $Key -Name $Name }
}

# True: nothing is pending. Some programs want a file renamed at every boot; to sysprep that is no more than a warning.
function Wait-Settled([pscustomobject] $State) {
    Send-Report @{ title = 'generalize'; message = 'waiting until servicing is idle' }
    Wait-Servicing
    $pending = @(Get-PendingReboot)
    if ($pending.Count -eq 0) { return $true }
    $names = $pending -join ', '
    if ($State.settled -lt 3) {
        $State.settled = $State.settled + 1
        Restart-Machine $State ('pending: ' + $names)
        return $false
    }
    if ($pending.Count -eq 1 -and $pending[0] -like '*PendingFileRenameOperations') {
        Write-Log ('after 3 reboots still pending: ' + $names)
        return $true
    }
    throw ('after 3 reboots still pending: ' + $names)
}

# sysprep begins its logs anew.
function Save-Panther {
    foreach ($pair in @(@(($Windows + '\Panther'), 'Panther'), @(($Sysprep + '\Panther'), 'Sysprep'))) {
        if (-not (Test-Path -LiteralPath $pair[0])) { continue }
        $to = $Folder + '\logs\' + $pair[1]
        [void] [IO.Directory]::CreateDirectory($to)
        foreach ($file in Get-ChildItem -LiteralPath $pair[0] -Filter '*.log' -File) {
            try { Copy-Item -LiteralPath $file.FullName -Destination $to } catch { Write-Log ($file.FullName + ': ' + $_.Exception.Message) }
        }
    }
}

# One that stays would bring the deployed machine into audit mode.
function Remove-AnswerFile {
    $files = @(
        ($Windows + '\Panther\unattend.xml'),
        ($Windows + '\Panther\unattend-original.xml'),
        ($Windows + '\Panther\unattend\unattend.xml'),
        ($Windows + '\Panther\unattend\autounattend.xml'),
        ($Sysprep + '\unattend.xml'),
        'C:\unattend.xml',
        'C:\autounattend.xml'
    )
    foreach ($file in $files) {
        if (-not (Test-Path -LiteralPath $file)) { continue }
        Remove-Item -LiteralPath $file -Force
        Write-Log ('removed ' + $file)
    }
    Remove-RegistryValue 'HKLM:\SYSTEM\Setup' 'UnattendFile'
}

# Audit mode opens sysprep's window at each logon, and a second sysprep refuses to start beside it.
function Stop-SysprepWindow {
    Get-Process -Name 'sysprep' -ErrorAction SilentlyContinue | Stop-Process -Force
    $end = [DateTime]::UtcNow.AddSeconds(10)
    while ([DateTime]::UtcNow -lt $end -and @(Get-Process -Name 'sysprep' -ErrorAction SilentlyContinue).Count -gt 0) { Wait-Agent 1 }
}

# A package of one user alone makes generalize fail.
function Remove-UserAppx {
    if ($null -eq (Get-Command -Name 'Get-AppxPackage' -ErrorAction SilentlyContinue)) { return }
    $provisioned = @(foreach ($package in Get-AppxProvisionedPackage -Online) { $package.DisplayName + '_' + $package.PublisherId })
    foreach ($package in Get-AppxPackage) {
        if ($package.IsFramework -or $package.IsResourcePackage -or $package.NonRemovable) { continue }
        if ($provisioned -contains ($package.Name + '_' + $package.PublisherId)) { continue }
        Write-Log ('removing ' + $package.PackageFullName + ', which only this user has')
        try { Remove-AppxPackage -Package $package.PackageFullName } catch { Write-Log ($package.PackageFullName + ': ' + $_.Exception.Message) }
        Send-Heartbeat
    }
}

# Without the Store's own updates and without advertised apps, no package of one user comes into being meanwhile; and an
# encrypted volume cannot be captured.
$Policies = @(
    @{ key = 'HKLM:\SYSTEM\CurrentControlSet\Control\BitLocker'; name = 'PreventDeviceEncryption'; value = 1 },
    @{ key = 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsStore'; name = 'AutoDownload'; value = 2 },
    @{ key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\CloudContent'; name = 'DisableWindowsConsumerFeatures'; value = 1 }
)

# Sets what nobody else has set, and remembers it: the image shall not carry it.
function Set-Policy {
    if ([IO.File]::Exists($PolicyFile)) { return }
    $names = @(
        foreach ($policy in $Policies) {
            if ($null -ne (Get-RegistryValue $policy.key $policy.name)) { continue }
            if (-not (Test-Path -LiteralPath $policy.key)) { [void] (New-Item -Path $policy.key -Force) }
            [void] (New-ItemProperty -LiteralPath $policy.key -Name $policy.name -Value $policy.value -PropertyType DWord -Force)
            $policy.name
        }
    )
    [IO.File]::WriteAllText($PolicyFile, ($names -join "`n"), $Utf8)
}

function Restore-Policy {
    if (-not [IO.File]::Exists($PolicyFile)) { return }
    $names = [IO.File]::ReadAllText($PolicyFile, $Utf8) -split "`n"
    foreach ($policy in $Policies) {
        if ($names -contains $policy.name) { Remove-RegistryValue $policy.key $policy.name }
    }
}

function Clear-Logon {
    $winlogon = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon'
    Set-ItemProperty -LiteralPath $winlogon -Name 'AutoAdminLogon' -Value '0'
    foreach ($name in @('AutoLogonCount', 'DefaultPassword')) { Remove-RegistryValue $winlogon $name }
}

# A volume of a machine that went down half asleep is not clean.
function Disable-FastStartup {
    $power = 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager\Power'
    if ($null -ne (Get-RegistryValue $power 'HiberbootEnabled')) { Set-ItemProperty -LiteralPath $power -Name 'HiberbootEnabled' -Value 0 }
}

# What is in use stays.
function Clear-Temporary {
    foreach ($place in @(($Windows + '\Temp'), $env:TEMP)) {
        if (-not $place -or -not (Test-Path -LiteralPath $place)) { continue }
        foreach ($item in Get-ChildItem -LiteralPath $place -Force) {
            Remove-Item -LiteralPath $item.FullName -Recurse -Force -ErrorAction SilentlyContinue
        }
    }
}

# Until here the medium was needed: for a reboot, and for the plan.
function Wait-MediumGone {
    Send-Report @{ state = 'ready'; message = 'waiting until the medium is taken out' }
    while ($null -ne (Find-Medium)) { Wait-Agent 2 }
}

# The log and the saved logs stay for the host; the capture leaves the folder out.
function Remove-Agent {
    Unregister-ScheduledTask -TaskName $TaskName -Confirm:$false
    foreach ($file in @($InstalledAgent, $StateFile, $PreviousStateFile, $PolicyFile)) {
        if ([IO.File]::Exists($file)) { [IO.File]::Delete($file) }
    }
}

# The end of a file, on one line.
function Get-LastLine([string] $File, [int] $Count) {
    if (-not [IO.File]::Exists($File)) { return '' }
    $lines = @(([IO.File]::ReadAllText($File)) -split "`r?`n" | Where-Object { $_.Trim() -ne '' })
    return @($lines | Select-Object -Last $Count) -join ' | '
}

function Invoke-Sysprep {
    Send-Report @{ state = 'done'; title = 'sysprep'; message = 'generalizing' }
    $result = Invoke-Process ($Sysprep + '\sysprep.exe') '/generalize /oobe /shutdown /quiet' $null @{} $null
    Write-Log ('sysprep: exit code ' + $result.exit + ' after ' + $result.seconds + ' s')
    if ($result.exit -eq 0) { return }
    $errors = $Sysprep + '\Panther\setuperr.log'
    Write-Log ($errors + ': ' + (Get-LastLine $errors 20))
    throw ('sysprep ended with exit code ' + $result.exit + '; setuperr.log ends with: ' + (Get-LastLine $errors 1))
}

function Invoke-Generalize([pscustomobject] $State) {
    if (-not (Wait-Settled $State)) { return }
    Send-Report @{ message = 'cleaning up before sysprep' }
    Save-Panther
    Remove-AnswerFile
    Stop-SysprepWindow
    Remove-UserAppx
    Clear-Logon
    Disable-FastStartup
    Clear-Temporary
    Wait-MediumGone
    Restore-Policy
    Remove-Agent
    Invoke-Sysprep
}
