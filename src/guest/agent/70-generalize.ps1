# From the last step to sysprep. The order is that of the field: what is pending first, the medium gone before anything of
# the agent is removed, sysprep last and from this very session.

$Sysprep = $Windows + '\System32\Sysprep'

# True: nothing is pending. Some programs want a file renamed at every boot; to sysprep that is no more than a warning.
function Wait-Settled([pscustomobject] $State) {
    Send-Report @{ title = 'generalize'; message = 'waiting until servicing is idle' }
    Wait-Servicing 15
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

# sysprep begins its logs anew, and the history of updates is removed.
function Save-Log {
    $places = @(
        @(($Windows + '\Panther'), 'Panther'),
        @(($Sysprep + '\Panther'), 'Sysprep'),
        @(($Windows + '\SoftwareDistribution'), 'SoftwareDistribution')
    )
    foreach ($pair in $places) {
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

# The answer file of the deployed machine. sysprep is given a copy that no capture takes; the one in Panther is what Setup of the
# deployed machine finds, and what sysprep writes anew.
$DeploymentAnswer = $Folder + '\unattend.xml'

function Copy-DeploymentAnswer([pscustomobject] $Plan, [string] $Medium) {
    if ($null -eq $Plan.unattend) { return }
    [void] [IO.Directory]::CreateDirectory($Windows + '\Panther')
    foreach ($to in @($DeploymentAnswer, ($Windows + '\Panther\unattend.xml'))) {
        [IO.File]::Copy($Medium + $Plan.unattend, $to, $true)
        [IO.File]::SetAttributes($to, 'Normal')
        Write-Log ('wrote ' + $to)
    }
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
function Clear-Folder([string] $Folder) {
    if (-not $Folder -or -not (Test-Path -LiteralPath $Folder)) { return }
    foreach ($item in Get-ChildItem -LiteralPath $Folder -Force) {
        Remove-Item -LiteralPath $item.FullName -Recurse -Force -ErrorAction SilentlyContinue
    }
}

function Clear-Temporary {
    foreach ($place in @(($Windows + '\Temp'), $env:TEMP)) { Clear-Folder $place }
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
    $words = @('/generalize', '/oobe', '/shutdown', '/quiet')
    if ([IO.File]::Exists($DeploymentAnswer)) { $words += '/unattend:' + $DeploymentAnswer }
    $result = Invoke-Process ($Sysprep + '\sysprep.exe') (Join-Word $words) $null @{} $null
    Write-Log ('sysprep: exit code ' + $result.exit + ' after ' + $result.seconds + ' s')
    if ($result.exit -eq 0) { return }
    $errors = $Sysprep + '\Panther\setuperr.log'
    Write-Log ($errors + ': ' + (Get-LastLine $errors 20))
    throw ('sysprep ended with exit code ' + $result.exit + '; setuperr.log ends with: ' + (Get-LastLine $errors 1))
}

function Invoke-Generalize([pscustomobject] $Plan, [pscustomobject] $State, [string] $Medium) {
    if (-not (Wait-Settled $State)) { return }
    Send-Report @{ message = 'cleaning up before sysprep' }
    Save-Log
    Remove-AnswerFile
    Copy-DeploymentAnswer $Plan $Medium
    Stop-SysprepWindow
    Remove-UserAppx
    Clear-Logon
    Disable-FastStartup
    Clear-Temporary
    Clear-UpdateClient
    Wait-MediumGone
    Restore-Policy
    Restore-UpdatePolicy
    Remove-Agent
    Invoke-Sysprep
}
